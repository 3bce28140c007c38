@NullMarked
package dev.tenantry.shared.work;

import org.jspecify.annotations.NullMarked;
