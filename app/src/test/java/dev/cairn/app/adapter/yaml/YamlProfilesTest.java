package dev.cairn.app.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ParsedProfile;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlProfilesTest {
    private final YamlProfiles format = new YamlProfiles();

    @Test
    void readsWhatItWrites() {
        ProfileDraft draft = new ProfileDraft(
                "shop",
                "All: shops #1",
                List.of(
                        new Layer(LayerKind.BASE_OS, "debian", "sha256:" + "ab".repeat(32), null, Map.of()),
                        new Layer(
                                LayerKind.KUBERNETES,
                                "k3s",
                                "k3s",
                                "sha256:" + "cd".repeat(32),
                                Map.of("flag", "yes", "n", "007"))));
        ParsedProfile parsed = format.parse(format.write(draft));
        assertThat(parsed.findings()).isEmpty();
        assertThat(parsed.draft()).isEqualTo(draft);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    format: 1\\nname: a\\nlayers: []\\nextra: 1      | profile.field-unknown | extra             | 4
                    format: 1\\nname: a\\nname: b\\nlayers: []       | profile.field-unknown | name              | 3
                    format: 2\\nname: a\\nlayers: []                 | profile.field-invalid | format            | 1
                    format: 1\\nlayers: []                           | profile.field-missing | name              | 0
                    format: 1\\nname: A b\\nlayers: []               | profile.field-invalid | name              | 2
                    format: 1\\nname: a\\nlayers: {}                 | profile.field-invalid | layers            | 3
                    format: 1\\nname: a                              | profile.field-missing | layers            | 0
                    format: 1\\nname: a\\nlayers:\\n- kind: os\\n  name: x\\n  artifact: y | profile.kind-unknown | layers[0].kind | 4
                    format: 1\\nname: a\\nlayers:\\n- kind: base-os\\n  nam: x\\n  name: x\\n  artifact: y | profile.field-unknown | layers[0].nam | 5
                    format: 1\\nname: a\\nlayers:\\n- kind: base-os\\n  name: x | profile.field-missing | layers[0].artifact | 4
                    format: 1\\nname: a\\nlayers:\\n- just text     | profile.field-invalid | layers[0]         | 4
                    """)
    void namesCodeAndPlaceOfWhatIsWrong(String yaml, String code, String place, int line) {
        ParsedProfile parsed = format.parse(yaml.replace("\\n", "\n"));
        assertThat(parsed.findings()).hasSize(1);
        ProfileFinding found = parsed.findings().getFirst();
        assertThat(found.problem().code()).isEqualTo(code);
        assertThat(found.place()).isEqualTo(place);
        assertThat(found.line()).isEqualTo(line);
    }

    @Test
    void tellsWhereAFileStopsBeingYaml() {
        ParsedProfile parsed = format.parse("name: a\nlayers: [");
        assertThat(parsed.draft()).isNull();
        assertThat(parsed.findings().getFirst().problem().is(AppProblem.PROFILE_NOT_YAML))
                .isTrue();
        assertThat(parsed.findings().getFirst().line()).isEqualTo(2);
    }

    @Test
    void survivesHostileFiles() {
        String bomb = "a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertThat(format.parse(bomb).findings()).isNotEmpty();
        assertThat(format.parse("[".repeat(100_000)).findings()).isNotEmpty();
        assertThat(format.parse("x".repeat(300_000)).findings()).isNotEmpty();
        assertThat(format.parse("").findings()).isNotEmpty();
        assertThat(format.parse("name: !!javax.script.ScriptEngineManager [x]").findings())
                .isNotEmpty();
        assertThat(format.parse("? [a]\n: b").findings()).isNotEmpty();
        assertThat(format.parse("\"bell\\u0007\": 1").findings().getFirst().place())
                .isEqualTo("bell?");
    }
}
