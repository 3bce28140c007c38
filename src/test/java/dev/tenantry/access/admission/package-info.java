@NullMarked
package dev.tenantry.access.admission;

import org.jspecify.annotations.NullMarked;
