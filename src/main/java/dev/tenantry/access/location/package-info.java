/** Where addresses are, and where organizations state from which countries and regions they may be reached. */
@NullMarked
package dev.tenantry.access.location;

import org.jspecify.annotations.NullMarked;
