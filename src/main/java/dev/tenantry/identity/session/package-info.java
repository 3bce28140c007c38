/**
 * Sessions: begun, refreshed, listed and ended, the tokens that they are used by, and the endpoint that issues those.
 */
@NullMarked
package dev.tenantry.identity.session;

import org.jspecify.annotations.NullMarked;
