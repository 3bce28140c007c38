/** Amounts of money, in currencies with their minor units. */
@NullMarked
package dev.tenantry.shared.money;

import org.jspecify.annotations.NullMarked;
