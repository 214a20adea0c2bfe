"""What guides a checkpoint by pictures: ControlNets and T2I-Adapters by maps, IP-Adapters by what they paint like."""
