@NullMarked
package dev.tenantry.shared.web;

import org.jspecify.annotations.NullMarked;
