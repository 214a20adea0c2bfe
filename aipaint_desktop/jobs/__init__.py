"""Jobs: requests on their way through the queue and the worker thread that runs them."""
