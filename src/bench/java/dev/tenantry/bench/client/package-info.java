@NullMarked
package dev.tenantry.bench.client;

import org.jspecify.annotations.NullMarked;
