/** What of its own integrations the platform offers to organizations. */
@NullMarked
package dev.tenantry.integrations.offer;

import org.jspecify.annotations.NullMarked;
