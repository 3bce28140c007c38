/** Notices what looks like an attack, in memory and with what other instances have noticed. */
@NullMarked
package dev.tenantry.access.detector;

import org.jspecify.annotations.NullMarked;
