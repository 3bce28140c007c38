@NullMarked
package dev.tenantry.access.rule;

import org.jspecify.annotations.NullMarked;
