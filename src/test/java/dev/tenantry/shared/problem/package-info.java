@NullMarked
package dev.tenantry.shared.problem;

import org.jspecify.annotations.NullMarked;
