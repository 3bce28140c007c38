/** With whose rights workflows act, and whether those suffice. */
@NullMarked
package dev.tenantry.automation.rights;

import org.jspecify.annotations.NullMarked;
