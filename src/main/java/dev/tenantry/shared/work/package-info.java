/**
 * Work that goes on for as long as the application runs. Queues of one kind for every background job: an organization's
 * tickets tell where to look ({@link dev.tenantry.shared.work.Tickets}), a {@link dev.tenantry.shared.work.WorkQueue} claims
 * what is due, one organization after the other, and a {@link dev.tenantry.shared.work.Worker} carries it out.
 */
@NullMarked
package dev.tenantry.shared.work;

import org.jspecify.annotations.NullMarked;
