/** What every request passes first: who calls is found out from its token or key, and whether that still holds. */
@NullMarked
package dev.tenantry.identity.access;

import org.jspecify.annotations.NullMarked;
