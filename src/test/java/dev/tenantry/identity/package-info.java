@NullMarked
package dev.tenantry.identity;

import org.jspecify.annotations.NullMarked;
