@NullMarked
package dev.tenantry.tenancy.role;

import org.jspecify.annotations.NullMarked;
