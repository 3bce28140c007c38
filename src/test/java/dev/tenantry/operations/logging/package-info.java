@NullMarked
package dev.tenantry.operations.logging;

import org.jspecify.annotations.NullMarked;
