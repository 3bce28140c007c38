@NullMarked
package dev.tenantry.shared.limit;

import org.jspecify.annotations.NullMarked;
