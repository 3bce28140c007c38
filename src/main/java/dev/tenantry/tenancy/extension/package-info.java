@NullMarked
package dev.tenantry.tenancy.extension;

import org.jspecify.annotations.NullMarked;
