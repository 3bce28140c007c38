@NullMarked
package dev.tenantry.shared.tenancy;

import org.jspecify.annotations.NullMarked;
