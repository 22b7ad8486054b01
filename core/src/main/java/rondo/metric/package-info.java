/** What evaluation counts beside the loss: sums that batches and shards add up, and figures. */
package rondo.metric;
