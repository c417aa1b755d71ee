package dev.cairn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCodecTest {
    private static final JsonCodec STRICT = JsonCodec.bounded(8, true);
    private static final JsonCodec LENIENT = JsonCodec.bounded(8, false);

    enum Colour {
        DARK_RED,
        BLUE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    enum Plain {
        ONE
    }

    record Id(@JsonValue String value) {
        Id {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("an id is not empty");
            }
        }
    }

    @JsonIgnoreProperties("former")
    record Whole(
            Id id,
            @JsonProperty("c") @Nullable Colour colour,
            long number,
            @Nullable Integer small,
            double fraction,
            boolean truth,
            @Nullable List<Id> ids,
            @Nullable Map<Id, Plain> plains,
            byte @Nullable [] bytes,
            @Nullable Anything any,
            @Nullable UUID uuid) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Text.class, name = "text"),
        @JsonSubTypes.Type(value = Count.class, name = "count")
    })
    sealed interface Anything {}

    record Text(@Nullable String text) implements Anything {}

    record Count(int count) implements Anything {}

    record Rule(String disk, int seconds) {
        @JsonCreator
        static Rule read(@JsonProperty("disk") String disk, @JsonProperty("seconds") @Nullable Integer seconds) {
            return new Rule(disk, seconds == null ? 30 : seconds);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Whole whole = new Whole(
                new Id("a"),
                Colour.DARK_RED,
                Long.MIN_VALUE,
                -5,
                0.1,
                true,
                List.of(new Id("b"), new Id("ü\u0000\"")),
                Map.of(new Id("k"), Plain.ONE),
                new byte[] {1, 2, 3},
                new Count(7),
                new UUID(1, 2));

        String json = text(STRICT.write(whole));
        Whole again = read(STRICT, json, Whole.class);

        assertThat(json)
                .isEqualTo(
                        "{\"id\":\"a\",\"c\":\"dark-red\",\"number\":-9223372036854775808,\"small\":-5,\"fraction\":0.1,"
                                + "\"truth\":true,\"ids\":[\"b\",\"ü\\u0000\\\"\"],\"plains\":{\"k\":\"ONE\"},\"bytes\":\"AQID\","
                                + "\"any\":{\"type\":\"count\",\"count\":7},\"uuid\":\"00000000-0000-0001-0000-000000000002\"}");
        assertThat(again).usingRecursiveComparison().isEqualTo(whole);
    }

    @Test
    void partsThatAreNullAreLeftOutOrWrittenAndPartsThatAreNotThereAreNothing() {
        Whole bare = new Whole(new Id("a"), null, 0, null, 0, false, null, null, null, null, null);

        assertThat(text(STRICT.write(bare))).isEqualTo("{\"id\":\"a\",\"number\":0,\"fraction\":0.0,\"truth\":false}");
        assertThat(text(JsonCodec.ofFiles().write(new Text(null)))).isEqualTo("{\"type\":\"text\",\"text\":null}");
        assertThat(read(STRICT, "{\"id\":\"a\"}", Whole.class)).isEqualTo(bare);
        assertThat(read(STRICT, "{\"id\":\"a\",\"c\":null,\"former\":[1]}", Whole.class))
                .isEqualTo(bare);
    }

    @Test
    void filesHaveTheirMapsInOrder() {
        assertThat(text(JsonCodec.ofFiles().write(new LinkedHashMap<>(Map.of("b", 1, "a", List.of())))))
                .isEqualTo("{\"a\":[],\"b\":1}");
    }

    @Test
    void aKindIsNamedAnywhereInItsObject() {
        assertThat(read(STRICT, "{\"count\":3,\"type\":\"count\"}", Anything.class))
                .isEqualTo(new Count(3));
    }

    @Test
    void aMethodMayMakeARecord() {
        assertThat(read(STRICT, "{\"disk\":\"sda\"}", Rule.class)).isEqualTo(new Rule("sda", 30));
        assertThat(read(STRICT, text(STRICT.write(new Rule("sda", 4))), Rule.class))
                .isEqualTo(new Rule("sda", 4));
    }

    @Test
    void anythingIsMapsListsAndValues() {
        assertThat(read(STRICT, "{\"a\":[1,1e2,\"t\",null,true,123456789012345678901]}", Object.class))
                .isEqualTo(Map.of(
                        "a", Arrays.asList(1L, 100.0, "t", null, true, new BigInteger("123456789012345678901"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty",
                "{\"id\":\"a\"} 1|something follows its end",
                "[]|it is no object",
                "{\"id\":5}|id: it is no text",
                "{\"id\":\"\"}|id: an id is not empty",
                "{\"number\":\"5\"}|number: it is no integer",
                "{\"number\":5.0}|number: it is no integer",
                "{\"number\":9223372036854775808}|number: the number is out of range",
                "{\"number\":null}|number: null is no long",
                "{\"small\":2147483648}|small: the number is out of range",
                "{\"truth\":1}|truth: it is neither true nor false",
                "{\"fraction\":\"1\"}|fraction: it is no number",
                "{\"c\":\"red\"}|c: unknown word",
                "{\"ids\":{}}|ids: it is no list",
                "{\"plains\":{\"\":\"ONE\"}}|plains: an id is not empty",
                "{\"bytes\":\"?\"}|bytes: it is no base64",
                "{\"any\":{\"count\":1}}|any: type is missing",
                "{\"any\":{\"type\":\"other\"}}|any: type names nothing that is known",
                "{\"any\":{\"type\":\"count\",\"count\":true}}|any: count: it is no integer",
            })
    void refusesWhatIsNotMeant(String json, String reason) {
        for (JsonCodec codec : List.of(STRICT, LENIENT)) {
            assertThatThrownBy(() -> read(codec, json, Whole.class))
                    .isInstanceOf(JsonException.class)
                    .hasMessage(reason);
        }
    }

    @Test
    void refusesUnknownFieldsOnlyWhereThatIsAsked() {
        String json = "{\"id\":\"a\",\"newer\":{\"x\":[]}}";

        assertThatThrownBy(() -> read(STRICT, json, Whole.class)).hasMessage("unknown field newer");
        assertThat(read(LENIENT, json, Whole.class)).isEqualTo(read(LENIENT, "{\"id\":\"a\"}", Whole.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\"", "[1,", "{\"a\":1,\"a\":2}", "nul", "\"\\x\"", "[[[[[[[[[1]]]]]]]]]", "{\"a\":01}"
            })
    void refusesWhatIsNoJsonOrTooDeep(String json) {
        assertThatThrownBy(() -> read(LENIENT, json, Object.class)).isInstanceOf(JsonException.class);
    }

    @Test
    void writesNothingThatHasNoForm() {
        Object other = new StringBuilder("a");
        assertThatIllegalArgumentException().isThrownBy(() -> STRICT.write(other));
    }

    private static <T> @Nullable T read(JsonCodec codec, String json, Class<T> type) {
        return codec.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
