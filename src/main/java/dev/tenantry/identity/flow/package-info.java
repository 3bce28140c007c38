/**
 * Sign-in that ends in a code: what was begun with a code challenge (PKCE), where it may end, and the exchange for a
 * session.
 */
@NullMarked
package dev.tenantry.identity.flow;

import org.jspecify.annotations.NullMarked;
