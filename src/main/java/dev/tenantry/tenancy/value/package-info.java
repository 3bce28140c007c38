@NullMarked
package dev.tenantry.tenancy.value;

import org.jspecify.annotations.NullMarked;
