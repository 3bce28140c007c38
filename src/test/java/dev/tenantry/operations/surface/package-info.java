@NullMarked
package dev.tenantry.operations.surface;

import org.jspecify.annotations.NullMarked;
