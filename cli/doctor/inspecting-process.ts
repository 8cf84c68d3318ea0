// The network is blocked before anything else is loaded.
import './block-network';
import './inspect-child';
