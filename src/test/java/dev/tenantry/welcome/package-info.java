@NullMarked
package dev.tenantry.welcome;

import org.jspecify.annotations.NullMarked;
