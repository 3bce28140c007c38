@NullMarked
package dev.tenantry.shared.time;

import org.jspecify.annotations.NullMarked;
