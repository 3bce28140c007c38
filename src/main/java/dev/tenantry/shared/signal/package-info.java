/** What modules tell of that may be a part of an attack, in memory and at once, and what those who listen may ask and do. */
@NullMarked
package dev.tenantry.shared.signal;

import org.jspecify.annotations.NullMarked;
