@NullMarked
package dev.tenantry.shared.database;

import org.jspecify.annotations.NullMarked;
