@NullMarked
package dev.tenantry.access.detector;

import org.jspecify.annotations.NullMarked;
