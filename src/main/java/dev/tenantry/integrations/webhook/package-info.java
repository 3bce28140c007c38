/**
 * Outbound webhooks: other people's servers are told what happens in the organization, after Standard Webhooks. Endpoints say
 * of what, deliveries are the queue of what they are told and its log.
 */
@NullMarked
package dev.tenantry.integrations.webhook;

import org.jspecify.annotations.NullMarked;
