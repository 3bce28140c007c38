@NullMarked
package dev.tenantry.operations.process;

import org.jspecify.annotations.NullMarked;
