/** API keys: made, rotated and revoked by members, and looked up for the requests that carry one. */
@NullMarked
package dev.tenantry.identity.apikey;

import org.jspecify.annotations.NullMarked;
