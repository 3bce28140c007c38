/** What modules can find in their own data that is worth somebody's attention. */
@NullMarked
package dev.tenantry.shared.inspection;

import org.jspecify.annotations.NullMarked;
