@NullMarked
package dev.tenantry.tenancy.change;

import org.jspecify.annotations.NullMarked;
