/** Job queues in Java that the application is measured beside, each in a process of its own. */
@org.jspecify.annotations.NullMarked
package dev.tenantry.bench.peers;
