/** Steps that have others within, each carried out as a run of its own: for each item, side by side, or another workflow. */
@NullMarked
package dev.tenantry.automation.block;

import org.jspecify.annotations.NullMarked;
