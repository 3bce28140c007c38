@NullMarked
package dev.tenantry.bench.data;

import org.jspecify.annotations.NullMarked;
