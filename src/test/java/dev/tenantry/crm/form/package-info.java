@NullMarked
package dev.tenantry.crm.form;

import org.jspecify.annotations.NullMarked;
