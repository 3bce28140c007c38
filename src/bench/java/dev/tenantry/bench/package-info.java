@NullMarked
package dev.tenantry.bench;

import org.jspecify.annotations.NullMarked;
