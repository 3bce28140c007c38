@NullMarked
package dev.tenantry.bench.probe;

import org.jspecify.annotations.NullMarked;
