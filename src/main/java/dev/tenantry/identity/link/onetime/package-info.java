/** Tokens that are good once and for a short while: issued, typed or followed, and counted against guessing. */
@NullMarked
package dev.tenantry.identity.link.onetime;

import org.jspecify.annotations.NullMarked;
