@NullMarked
package dev.tenantry.tenancy.permission;

import org.jspecify.annotations.NullMarked;
