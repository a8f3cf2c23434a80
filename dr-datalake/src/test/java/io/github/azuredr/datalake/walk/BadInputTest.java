package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.CatalogProblem;
import io.github.azuredr.datalake.catalog.Change;
import io.github.azuredr.datalake.catalog.DdlPlan;
import io.github.azuredr.datalake.catalog.DdlSettings;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.script.ScriptRewriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nobody should have to guess: each kind of bad input is named with its place, the rule and what to do. */
class BadInputTest {
    private final ScriptRewriter rewriter = ScriptRewriter.of(PathMapping.builder()
            .map(AccountKind.ADLS_GEN1, "storeeast", "storecentrallongname")
            .build());

    @Test
    void aStringThatIsNeverClosed() {
        assertThatThrownBy(
                        () -> rewriter.rewrite("@x = 1;\n@y = \"never closed").orThrow())
                .hasMessage(
                        "The script was refused at line 2, column 6: a string literal is never closed. Next: correct"
                                + " the script and rewrite it again; nothing was changed.");
    }

    @Test
    void aLiteralLongerThanTheLanguageAllows() {
        String script = "DECLARE @a = \"" + "x".repeat((128 << 10) + 1) + "\";";

        assertThatThrownBy(() -> rewriter.rewrite(script).orThrow())
                .hasMessageContaining("line 1, column 14")
                .hasMessageContaining("a string literal is longer than U-SQL allows (131072 bytes)");
    }

    @Test
    void aScriptThatGrowsBeyondWhatAJobMayHave() {
        String line = "DECLARE @a string = \"adl://storeeast.azuredatalakestore.net/x\";\n";
        String script = line.repeat((3 << 20) / line.length());

        assertThatThrownBy(() -> rewriter.rewrite(script).orThrow())
                .hasMessageContaining("the script is larger than a job may be (3145728 bytes)");
    }

    @Test
    void aColumnTypeADistributionAndADefinitionThatAreNotKnown() {
        Definition.Column number = new Definition.Column("a", "System.Int32");
        Definition.Index index = new Definition.Index("i", List.of(new Definition.KeyColumn("a", false)), false);
        CatalogObject type = table("odd", new Definition.Column("a", "Contoso.Point"), Optional.empty());
        CatalogObject code = new CatalogObject(
                ObjectName.table("d", "dbo", "code"),
                "1",
                new Definition.Table(
                        List.of(number),
                        Optional.of(index),
                        List.of(),
                        Optional.of(new Definition.Distribution(42, List.of(), 0)),
                        Optional.empty()));
        CatalogObject view = new CatalogObject(
                ObjectName.inSchema(ObjectKind.VIEW, "d", "dbo", "v"), "1", new Definition.Code("GRANT everything"));
        CatalogObject sound = table("sound", number, Optional.empty());

        DdlPlan plan = DdlPlan.of(
                List.of(
                        new Change.Missing(type),
                        new Change.Missing(code),
                        new Change.Missing(view),
                        new Change.Missing(sound)),
                DdlSettings.ofDefaults(),
                name -> Optional.empty(),
                name -> false,
                name -> false);

        assertThat(plan.problems())
                .extracting(CatalogProblem::toString)
                .containsExactlyInAnyOrder(
                        "table d.dbo.odd: UNKNOWN_COLUMN_TYPE: the column type 'Contoso.Point' has no word in U-SQL that"
                                + " is known here; create this object by hand.",
                        "table d.dbo.code: UNKNOWN_DISTRIBUTION: the distribution code 42 is not known (2 hash, 5 range,"
                                + " 6 round robin, 17 direct hash); create it by hand.",
                        "view d.dbo.v: NOT_A_DEFINITION: the definition is neither a CREATE VIEW statement nor a body: it"
                                + " begins with 'GRANT'; create this object by hand.");
        assertThat(plan.statements())
                .as("what is sound goes on")
                .singleElement()
                .satisfies(ddl -> assertThat(ddl.name().name()).isEqualTo("sound"));
    }

    private static CatalogObject table(String name, Definition.Column column, Optional<Definition.Index> index) {
        return new CatalogObject(
                ObjectName.table("d", "dbo", name),
                "1",
                new Definition.Table(List.of(column), index, List.of(), Optional.empty(), Optional.empty()));
    }
}
