/** What other services tell organizations: at addresses of their own, signed, each message once. */
@NullMarked
package dev.tenantry.integrations.inbound;

import org.jspecify.annotations.NullMarked;
