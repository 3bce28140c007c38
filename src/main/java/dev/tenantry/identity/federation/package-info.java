/**
 * Sign-in through other identity providers, whatever they speak: whose account it ends in, and where the browser goes
 * then.
 */
@NullMarked
package dev.tenantry.identity.federation;

import org.jspecify.annotations.NullMarked;
