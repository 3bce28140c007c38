@NullMarked
package dev.tenantry.support;

import org.jspecify.annotations.NullMarked;
