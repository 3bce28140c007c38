@NullMarked
package dev.tenantry.shared.access;

import org.jspecify.annotations.NullMarked;
