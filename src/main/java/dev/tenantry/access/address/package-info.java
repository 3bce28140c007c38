/** Where organizations state from which addresses they may be reached, and try out what that would mean. */
@NullMarked
package dev.tenantry.access.address;

import org.jspecify.annotations.NullMarked;
