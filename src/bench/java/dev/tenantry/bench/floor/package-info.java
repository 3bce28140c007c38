@NullMarked
package dev.tenantry.bench.floor;

import org.jspecify.annotations.NullMarked;
