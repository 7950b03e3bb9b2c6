# R1 and R2 in R: plain vectors, and R1 in data.table. Usage: Rscript workloads.R [PEOPLE [ROUNDS]]

arguments <- commandArgs(TRUE)
people <- if (length(arguments) > 0) as.integer(arguments[1]) else 100000L
rounds <- if (length(arguments) > 1) as.integer(arguments[2]) else 5L
suppressMessages(library(data.table))
setDTthreads(1L)

WEEKS <- 520L
LONGEST_START <- 104L
JOB_ENDS <- 0.004
ASKS <- 0.125
CLIENTS_EACH <- 50L
JOB <- c(0.012, 0.009, 0.005)
CLARIFIED <- c(0.004, 0.004, 0.004)
PENSION <- c(0.0003, 0.0010, 0.0040)
FALL <- exp(-(0:(LONGEST_START + WEEKS + 2)) / 156)

groups <- function(n) ((seq_len(n) - 1L) %% 3L) + 1L
starts <- function(n) ((seq_len(n) - 1L) %/% 3L) %% LONGEST_START

# Exact expected head counts of R1, weeks by states.
expectation <- function(n) {
  heads <- matrix(0, WEEKS, 4)
  size <- LONGEST_START + WEEKS + 2L
  fall <- FALL[1:size]
  for (k in 1:3) {
    benefit <- tabulate(starts(n)[groups(n) == k] + 1L, size)
    job <- clarified <- pension <- 0
    for (week in 1:WEEKS) {
      to_job <- sum(benefit * JOB[k] * fall)
      stay <- benefit * (1 - (JOB[k] + CLARIFIED[k] + PENSION[k]) * fall)
      clarified <- clarified + sum(benefit * CLARIFIED[k] * fall)
      pension <- pension + sum(benefit * PENSION[k] * fall)
      benefit <- c(job * JOB_ENDS, stay[-size])
      job <- job * (1 - JOB_ENDS) + to_job
      heads[week, ] <- heads[week, ] + c(sum(benefit), job, clarified, pension)
    }
  }
  heads
}

r1_vectors <- function(n, seed) {
  set.seed(seed)
  group <- groups(n)
  weeks <- starts(n)
  state <- integer(n)
  heads <- matrix(0L, WEEKS, 4)
  for (week in 1:WEEKS) {
    u <- runif(n)
    fall <- FALL[weeks + 1L]
    x <- JOB[group] * fall
    y <- x + CLARIFIED[group] * fall
    z <- y + PENSION[group] * fall
    benefit <- state == 0L
    back <- state == 1L & u < JOB_ENDS
    new <- (u < z) * (1L + (u >= x) + (u >= y))
    weeks[benefit] <- weeks[benefit] + 1L
    state[benefit] <- new[benefit]
    state[back] <- 0L
    weeks[back] <- 0L
    heads[week, ] <- tabulate(state + 1L, 4L)
  }
  heads
}

r1_table <- function(n, seed) {
  set.seed(seed)
  D <- data.table(g = groups(n), w = starts(n), st = 0L)
  D[, `:=`(bj = JOB[g], bc = CLARIFIED[g], bp = PENSION[g])]
  heads <- matrix(0L, WEEKS, 4)
  for (week in 1:WEEKS) {
    D[, u := runif(n)]
    D[, back := st == 1L & u < JOB_ENDS]
    D[st == 0L, c("w", "st") := {
      fall <- FALL[w + 1L]
      x <- bj * fall
      y <- x + bc * fall
      z <- y + bp * fall
      list(w + 1L, as.integer((u < z) * (1L + (u >= x) + (u >= y))))
    }]
    D[back == TRUE, `:=`(st = 0L, w = 0L)]
    heads[week, ] <- tabulate(D$st + 1L, 4L)
  }
  heads
}

# Queues by sorting those who wait by caseworker, week of asking and number.
r2_vectors <- function(n, seed, meetings) {
  set.seed(seed)
  group <- groups(n)
  weeks <- starts(n)
  state <- integer(n)
  caseworker <- (seq_len(n) - 1L) %/% CLIENTS_EACH
  asked <- rep(NA_integer_, n)
  held <- 0
  for (week in 1:WEEKS) {
    benefit <- state == 0L
    asked[is.na(asked) & benefit & runif(n) < ASKS] <- week
    queue <- which(!is.na(asked))
    queue <- queue[order(caseworker[queue], asked[queue], queue, method = "radix")]
    of <- caseworker[queue]
    served <- queue[seq_along(queue) - match(of, of) < meetings]
    asked[served] <- NA_integer_
    held <- held + length(served)
    factor <- rep(1, n)
    factor[served] <- 2
    u <- runif(n)
    fall <- FALL[weeks + 1L]
    x <- JOB[group] * fall
    y <- x + factor * CLARIFIED[group] * fall
    z <- y + PENSION[group] * fall
    back <- state == 1L & u < JOB_ENDS
    new <- (u < z) * (1L + (u >= x) + (u >= y))
    weeks[benefit] <- weeks[benefit] + 1L
    state[benefit] <- new[benefit]
    asked[benefit & new > 0L] <- NA_integer_
    state[back] <- 0L
    weeks[back] <- 0L
  }
  list(tabulate(state + 1L, 4L), held, sum(!is.na(asked)))
}

report <- function(name, run, mean = NULL) {
  cpu <- numeric(rounds)
  for (k in seq_len(rounds)) {
    time <- system.time(result <- run(k))
    cpu[k] <- time[["user.self"]] + time[["sys.self"]]
  }
  cpu <- median(cpu)
  last <- if (is.null(mean)) {
    paste(unlist(result), collapse = " ")
  } else {
    z <- max(abs((result - mean) / sqrt(pmax(1, mean * (1 - mean / people)))))
    sprintf("max_abs_z=%.2f", z)
  }
  cat(sprintf("%s people=%d cpu_s=%.3f Maw_per_cpu_s=%.3f %s\n",
              name, people, cpu, people * WEEKS / cpu / 1e6, last))
}

mean <- expectation(people)
report(paste("R", getRversion(), "R1"), function(k) r1_vectors(people, k), mean)
report(paste("data.table", packageVersion("data.table"), "R1"), function(k) r1_table(people, k), mean)
for (meetings in c(12L, 5L)) {
  report(sprintf("R %s R2, %d meetings", getRversion(), meetings),
         function(k) r2_vectors(people, k, meetings))
}
